using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Folder;

/// <summary>
/// Serves the files of a folder. For an address it tries, in order: the file itself, its language variants, the file with
/// <c>.gz</c> added (sent as content coding). A folder is answered by its <c>index.html</c>.
/// </summary>
internal sealed class StaticFolder : ISitePart
{
    private readonly string _root;
    private readonly VariantTable _variants;

    private StaticFolder(string root, VariantTable variants)
    {
        _root = root;
        _variants = variants;
    }

    /// <summary>Opens a folder; its tables of variants are read once.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A table of variants is not understood.</exception>
    public static StaticFolder Open(string root)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        return Directory.Exists(full)
            ? new StaticFolder(full, VariantTable.Read(full))
            : throw new DirectoryNotFoundException($"The folder to serve is missing: {full}");
    }

    public async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        // Kestrel has decoded the path and removed its dot segments.
        var path = context.Request.Path.Value is { Length: > 0 } given ? given : "/";
        var relative = path[1..].TrimEnd('/');
        if (FolderPath.Resolve(_root, relative) is not { } place)
        {
            return false;
        }

        var isFolder = Directory.Exists(place);
        if (isFolder && !path.EndsWith('/'))
        {
            context.Response.Redirect(RequestTarget.Of(context).Path + "/" + context.Request.QueryString, permanent: true);
            return true;
        }

        if (!isFolder && path.EndsWith('/'))
        {
            return false;
        }

        var wanted = !isFolder ? relative : relative.Length == 0 ? "index.html" : relative + "/index.html";
        return await TrySendAsync(context, wanted);
    }

    private async Task<bool> TrySendAsync(HttpContext context, string relative)
    {
        if (Choose(relative, context) is not { } answer)
        {
            return false;
        }

        if (!MethodGate.Refuses(context))
        {
            await SendAsync(context, answer, ContentTypes.Of(Path.GetFileName(relative)));
        }

        return true;
    }

    private FolderAnswer? Choose(string relative, HttpContext context)
    {
        if (Find(relative) is { } file)
        {
            return new FolderAnswer(file);
        }

        if (_variants[relative] is { Count: > 0 } variants)
        {
            var variant = AcceptLanguage.Choose(variants, context.Request.GetTypedHeaders().AcceptLanguage);
            return Find(variant.File) is { } translated ? new FolderAnswer(translated) { Language = variant.Language } : null;
        }

        return Find(relative + ".gz") is { } packed ? new FolderAnswer(packed) { IsGzip = true } : null;
    }

    private FileInfo? Find(string relative) =>
        FolderPath.Resolve(_root, relative) is { } place && new FileInfo(place) is { Exists: true } file ? file : null;

    private static Task SendAsync(HttpContext context, FolderAnswer answer, string contentType)
    {
        if (answer.Language is { } language)
        {
            context.Response.Headers.Vary = HeaderNames.AcceptLanguage;
            context.Response.Headers.ContentLanguage = language;
        }

        if (answer.IsGzip)
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        var (length, changed) = (answer.File.Length, answer.File.LastWriteTimeUtc);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{length:x}-{changed.Ticks:x}\"");
        return TypedResults
            .PhysicalFile(
                answer.File.FullName,
                contentType,
                lastModified: changed,
                entityTag: new EntityTagHeaderValue(tag),
                enableRangeProcessing: true)
            .ExecuteAsync(context);
    }
}
