namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Beginnings of files that are no documents.</summary>
internal static class BinarySignatures
{
    /// <summary>Finds the kind of file that bytes begin like: the patterns of MIME Sniffing §6 and §7.1, and programs.</summary>
    /// <param name="bytes">The beginning of a body.</param>
    /// <returns>The name of the kind, or null.</returns>
    public static string? Find(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "a PNG image",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "a GIF image",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E' or (byte)'A', ..] => "a WebP image or WAVE audio",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'A', (byte)'V', (byte)'I', (byte)' ', ..] => "an AVI video",
        [0x00, 0x00, 0x01 or 0x02, 0x00, ..] => "an icon",
        [0x00, 0x00, 0x00, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "an MP4 video",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "a Matroska video",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', 0x00, ..] => "an Ogg stream",
        [(byte)'I', (byte)'D', (byte)'3', <= 0x04, ..] => "MP3 audio",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "a PDF file",
        [(byte)'P', (byte)'K', 0x03 or 0x05, 0x04 or 0x06, ..] => "a ZIP archive",
        [0x1F, 0x8B, 0x08, ..] => "a gzip archive",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 0x07, ..] => "a RAR archive",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "a 7z archive",
        [(byte)'w', (byte)'O', (byte)'F', (byte)'F' or (byte)'2', ..] => "a font",
        [0x00, 0x01, 0x00, 0x00, ..] or [(byte)'O', (byte)'T', (byte)'T', (byte)'O', 0x00, ..] => "a font",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "an ELF program",
        [(byte)'M', (byte)'Z', 0x90, 0x00, ..] => "a Windows program",
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => "a Java class",
        _ => null,
    };
}
