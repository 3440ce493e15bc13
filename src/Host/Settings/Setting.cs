using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AsyncCrawler.Host.Settings;

/// <summary>One option that can be set by its configuration name.</summary>
/// <param name="Name">The configuration name, for example <c>Politeness:Delay</c>.</param>
/// <param name="Path">The properties that lead from the root of all options to the object that holds it.</param>
/// <param name="Property">The property itself.</param>
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
internal sealed record Setting(string Name, IReadOnlyList<PropertyInfo> Path, PropertyInfo Property)
{
    /// <summary>The type of its elements when it is a list, which is filled in place; otherwise null.</summary>
    public Type? ElementType => ListElementOf(Property.PropertyType);

    /// <summary>Whether names may go on after its own: a list's indexes, a map's names.</summary>
    public bool HasParts => ElementType is not null || IsMap(Property.PropertyType);

    /// <summary>Whether a secret is in it: then <c>crawl.json</c> does not have the whole of it.</summary>
    public bool HoldsSecrets => IsSecret(Property) || (ElementType is { } element && SettingObjects.Is(element) && Array.Exists(element.GetProperties(), IsSecret));

    /// <summary>The object that holds the property.</summary>
    public object? HolderIn(object options) =>
        Path.Aggregate((object?)options, (holder, property) => property.GetValue(holder));

    /// <summary>Whether a full name, which may go on after this one, is that of a secret.</summary>
    public bool IsSecretAt(string name) => IsSecret(Property)
        || (ElementType is { } element && SettingObjects.PropertyOf(element, name[(name.LastIndexOf(':') + 1)..]) is { } property && IsSecret(property));

    /// <summary>Whether a type maps texts to texts.</summary>
    public static bool IsMap(Type type) => type == typeof(IDictionary<string, string>);

    /// <summary>The element type of list types, otherwise null.</summary>
    public static Type? ListElementOf(Type type) =>
        type is { IsGenericType: true, IsInterface: true } && type.GetGenericTypeDefinition() == typeof(IList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static bool IsSecret(PropertyInfo property) => property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true };
}
