using EventPics.Internal.Registration;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EventPics;

/// <summary>
/// Extension methods that register the client with a host's services. The options are validated when the host starts; an API key that
/// changes in the configuration is used from the next call on. Called again for the same account, they add options.
/// </summary>
public static class EventPicsServiceCollectionExtensions
{
    private const string SectionAdvice =
        "configuration.GetSection(\"EventPics\"). AddEventPics() without arguments binds that section by itself.";

    /// <summary>Registers <see cref="EventPicsClient"/> with the options in section <c>EventPics</c> of the host's configuration.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>A builder to configure the client further.</returns>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, name: null, options => ClientOptionsSource.BindDefault(options, name: null));
    }

    /// <summary>Registers <see cref="EventPicsClient"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to configure the client further.</returns>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, Action<EventPicsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, name: null, options => options.Configure(configure));
    }

    /// <summary>Registers <see cref="EventPicsClient"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section with the options, such as <c>configuration.GetSection("EventPics")</c>.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The section is a whole configuration.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsOrigin.CheckSection(section, SectionAdvice);
        return Add(services, name: null, options => ClientOptionsSource.Bind(options, section));
    }

    /// <summary>
    /// Registers one of several accounts, with the options in section <c>EventPics:NAME</c> of the host's configuration:
    /// <see cref="EventPicsClient"/> becomes a keyed service under its name.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name, 1 to 24 letters, digits, hyphens or underscores. Not the API key.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        return Add(services, AccountName.Check(name), options => ClientOptionsSource.BindDefault(options, name));
    }

    /// <summary>Registers one of several accounts: <see cref="EventPicsClient"/> becomes a keyed service under its name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name, 1 to 24 letters, digits, hyphens or underscores. Not the API key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name, Action<EventPicsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        AccountName.Check(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, name, options => options.Configure(configure));
    }

    /// <summary>Registers one of several accounts: <see cref="EventPicsClient"/> becomes a keyed service under its name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name, 1 to 24 letters, digits, hyphens or underscores. Not the API key.</param>
    /// <param name="section">The section with the options, such as <c>configuration.GetSection("Wedding")</c>.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is malformed, or the section is a whole configuration.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        AccountName.Check(name);
        OptionsOrigin.CheckSection(section, SectionAdvice);
        return Add(services, name, options => ClientOptionsSource.Bind(options, section));
    }

    private static EventPicsBuilder Add(IServiceCollection services, string? name, Action<OptionsBuilder<EventPicsClientOptions>> configure)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EventPicsClientOptions>, ClientOptionsValidator>());
        var options = services.AddOptionsWithValidateOnStart<EventPicsClientOptions>(name);
        var httpClient =
            services.AddHttpClient(name is null ? ClientOptionsSource.SectionName : $"{ClientOptionsSource.SectionName}:{name}");

        if (ClientRegistration.TryAdd(services, httpClient, name))
        {
            options.Configure(target => target.Origin = new(nameof(EventPicsClientOptions), name));
        }

        configure(options);
        return new EventPicsBuilder(services, httpClient, name);
    }
}
