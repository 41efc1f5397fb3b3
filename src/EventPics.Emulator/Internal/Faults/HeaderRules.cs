using System.Buffers;
using System.Runtime.CompilerServices;

namespace EventPics.Emulator.Internal.Faults;

/// <summary>
/// Checks header names and values when a fault is created: when the response is written, it would be too late to fail in the test that
/// created it.
/// </summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void CheckName(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException(
                "A header name may only contain letters, digits and signs such as '-': no space, colon or line break.", parameter);
        }
    }

    public static void CheckValue(string value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                "A header value may only contain printable ASCII characters. Remove line breaks, and encode other characters.", parameter);
        }
    }
}
