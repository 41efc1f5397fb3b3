using EventPics.Internal.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventPics.Internal.Registration;

/// <summary>Binds an account's options to a section of the configuration, again whenever it changes.</summary>
internal static class ClientOptionsSource
{
    public const string SectionName = "EventPics";

    /// <summary>Binds a section that the host passed.</summary>
    public static void Bind(OptionsBuilder<EventPicsClientOptions> options, IConfiguration section)
    {
        options.Services.AddSingleton<IOptionsChangeTokenSource<EventPicsClientOptions>>(
            new ConfigurationChangeTokenSource<EventPicsClientOptions>(options.Name, section));
        options.Configure(target => Bind(target, section));
    }

    /// <summary>Binds the account's own section of the configuration that is among the services.</summary>
    public static void BindDefault(OptionsBuilder<EventPicsClientOptions> options, string? name)
    {
        options.Services.AddSingleton<IOptionsChangeTokenSource<EventPicsClientOptions>>(provider =>
            new ConfigurationChangeTokenSource<EventPicsClientOptions>(
                options.Name, provider.GetService<IConfiguration>() ?? new ConfigurationBuilder().Build()));
        options.Configure<IServiceProvider>((target, provider) =>
        {
            if (provider.GetService<IConfiguration>() is not { } configuration)
            {
                target.MissingKeyReason = "the services contain no IConfiguration to read it from. Register one, or call AddEventPics(options => options.ApiKey = ...).";
                return;
            }

            var section = configuration.GetSection(name is null ? SectionName : ConfigurationPath.Combine(SectionName, name));
            if (name is not null && !section.Exists())
            {
                // The name may be an API key.
                target.Origin!.NameMissingSection(ConfigurationPath.Combine(SectionName, AccountName.Abbreviate(name)));
                target.MissingKeyReason =
                    "the configuration has no section of this name. AddEventPics(name) expects the name of an account, not an API key.";
                return;
            }

            Bind(target, section);
        });
    }

    private static void Bind(EventPicsClientOptions target, IConfiguration section)
    {
        target.Origin!.Bind(section, target, static (section, target) => section.Bind(target));
        target.MissingKeyReason = null;
    }
}
