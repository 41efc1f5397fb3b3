using System.Buffers;
using System.Runtime.CompilerServices;

namespace EventPics.Emulator.Internal.Faults;

/// <summary>What a header may hold, checked when a fault is made: in an answer it would be too late to tell the test that made it.</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void CheckName(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException("A header's name has letters, digits and marks like '-' only: no space, colon or line break.", parameter);
        }
    }

    public static void CheckValue(string value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("A header's value has printable ASCII characters only. Leave out line breaks, and encode other characters.", parameter);
        }
    }
}
