using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventPics.Tests.Registration;

/// <summary>Service providers and options for the tests of the registration.</summary>
internal static class TestServices
{
    public static ServiceProvider Provide(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public static HostApplicationBuilder Builder() =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

    public static void Address(EventPicsClientOptions options, EventPicsEmulator emulator) =>
        (options.ApiKey, options.BaseAddress, options.BaseDelay) = (emulator.ApiKey, emulator.BaseAddress, TimeSpan.Zero);

    public static EventPicsClientOptions Options(IServiceProvider provider, string? name = null) =>
        provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().Get(name);

    public static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>("Account:" + pair.Key, pair.Value)))
        .Build()
        .GetSection("Account");

    /// <summary>Why a host does not start: all failures of all options.</summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken));
        return [.. (error as AggregateException ?? new AggregateException(error)).InnerExceptions
            .SelectMany(inner => Assert.IsType<OptionsValidationException>(inner).Failures)];
    }
}
