using System.Net.Http.Headers;
using System.Reflection;

namespace EventPics.Internal.Validation;

/// <summary>The user agent: the library and its version, then the program that uses it.</summary>
internal static class UserAgent
{
    private static readonly string Library = "EventPics.NET/" + Version();

    public static bool IsValid(string applicationName) =>
        applicationName.Length <= 128 && ProductInfoHeaderValue.TryParse(applicationName, out var value) && value.Product is not null;

    public static string For(EventPicsClientOptions options) =>
        options.ApplicationName is { } name ? $"{Library} {name}" : Library;

    private static string Version()
    {
        var full = typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return full.Split('+')[0];
    }
}
