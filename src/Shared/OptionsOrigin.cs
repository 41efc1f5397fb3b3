using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EventPics.Shared;

/// <summary>
/// Where a host's options come from: each error names the configuration key, or the option and its account. No error contains a value.
/// </summary>
/// <param name="options">The type of the options.</param>
/// <param name="account">The account's name; <see langword="null"/> for the only account.</param>
internal sealed class OptionsOrigin(string options, string? account)
{
    private readonly List<string> _bindingErrors = [];
    private string? _path;

    /// <summary>Whether the options were bound to a section that exists, so that its name is no secret.</summary>
    public bool HasSection { get; private set; }

    /// <summary>Rejects a whole configuration: with environment variables in it, it binds what was never meant for these options.</summary>
    /// <exception cref="ArgumentException">The configuration is not a section.</exception>
    public static void CheckSection(IConfiguration section, string advice)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationRoot)
        {
            throw new ArgumentException("This is the whole configuration. Pass the section with the options: " + advice, nameof(section));
        }
    }

    /// <summary>Binds each option by itself, so that a value that can't be converted does not hide the errors of others.</summary>
    /// <param name="section">The section with the options.</param>
    /// <param name="target">The options.</param>
    /// <param name="bind">Calls the configuration binder, which is generated at compile time for each type of options.</param>
    public void Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IConfiguration section, T target, Action<IConfiguration, T> bind)
    {
        _path = (section as IConfigurationSection)?.Path ?? "";
        HasSection |= section.GetChildren().Any();
        foreach (var option in section.GetChildren())
        {
            var property = typeof(T).GetProperties()
                .FirstOrDefault(property => string.Equals(property.Name, option.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                continue; // A subsection, for example of a named account.
            }

            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (FindError(option.Value, type) is { } error)
            {
                _bindingErrors.Add($"{option.Path} {error}");
                continue;
            }

            try
            {
                bind(Isolate(option), target);
            }
            catch (InvalidOperationException)
            {
                // The exception contains the value, which may be a misplaced API key.
                _bindingErrors.Add($"{option.Path} has a value that can't be read. It must be {Describe(type)}.");
            }
        }
    }

    /// <summary>Names a section that does not exist.</summary>
    public void NameMissingSection(string path) => _path = path;

    /// <summary>All errors: those of the binding, and those of the rules with the full name of the option.</summary>
    /// <param name="errors">The errors of the rules, each beginning with the name of an option.</param>
    /// <param name="abbreviatedAccount">What is shown instead of the account's name.</param>
    public List<string> Describe(IEnumerable<string> errors, string? abbreviatedAccount = null)
    {
        var shown = abbreviatedAccount ?? account;
        var prefix = _path switch
        {
            null => (shown is null ? "" : $"Account '{shown}': ") + options + ".",
            "" => "",
            _ => _path + ConfigurationPath.KeyDelimiter,
        };
        return [.. _bindingErrors, .. errors.Select(error => prefix + error)];
    }

    private static string? FindError(string? value, Type type)
    {
        if (!type.IsPrimitive && !type.IsEnum && type != typeof(string) && type != typeof(Uri) && type != typeof(TimeSpan)
            && type != typeof(IList<string>))
        {
            return "can't be set by a configuration. Set this option in code.";
        }

        // The binder reads 30 as 30 days, but the author of a timeout means seconds.
        return type == typeof(TimeSpan) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1_000_000
            ? $"is {number}, and a number alone means days. Write {TimeSpan.FromSeconds(number):c} for seconds, or {number}.00:00:00 for days."
            : null;
    }

    private static IConfigurationRoot Isolate(IConfigurationSection option)
    {
        var parent = option.Path.Length - option.Key.Length;
        return new ConfigurationBuilder()
            .AddInMemoryCollection(option.AsEnumerable()
                .Where(pair => pair.Value is not null)
                .Select(pair => new KeyValuePair<string, string?>(pair.Key.Substring(parent), pair.Value)))
            .Build();
    }

    private static string Describe(Type type) =>
        type == typeof(TimeSpan) ? "a duration such as 00:00:30"
        : type == typeof(bool) ? "true or false"
        : type == typeof(Uri) ? "a URL"
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : "a whole number";
}
