using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Queue;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace EventPics.Cli.Context;

/// <summary>What every command works with: output, settings and language.</summary>
internal sealed class CommandContext
{
    private readonly Lazy<IAnsiConsole?> _terminal;

    public CommandContext() => _terminal = new(() => Terminal.Find(this));

    public required Texts Texts { get; init; }

    /// <summary>For results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>For everything else.</summary>
    public required TextWriter Error { get; init; }

    public required Uri BaseAddress { get; init; }

    public required string DataDirectory { get; init; }

    public required ILoggerFactory Loggers { get; init; }

    public required ShutdownSignal Shutdown { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool Json { get; init; }

    public bool Verbose { get; init; }

    /// <summary>The terminal behind stderr; <see langword="null"/> if it can't show live output.</summary>
    public IAnsiConsole? LiveTerminal => _terminal.Value;

    /// <summary>The same in the language of a page, which need not be that of the command line.</summary>
    public CommandContext In(Texts texts) => new()
    {
        Texts = texts,
        Out = Out,
        Error = Error,
        BaseAddress = BaseAddress,
        DataDirectory = DataDirectory,
        Loggers = Loggers,
        Shutdown = Shutdown,
        Time = Time,
        Json = Json,
        Verbose = Verbose,
    };

    public CancellationToken StoppingToken => Shutdown.Token;

    public string QueueFolder => Path.Combine(DataDirectory, "queue");

    public UploadQueueOptions QueueOptions() => new() { Folder = QueueFolder, TimeProvider = Time };

    /// <summary>Opens the queue for a command that does not send.</summary>
    public Task<UploadQueue> OpenQueueAsync() => UploadQueue.OpenWithoutSendingAsync(QueueOptions(), Loggers, StoppingToken);

    public ApiKeyStore ApiKeyStore => new(DataDirectory);

    public void Warn(string message) => Error.WriteLine(Texts.Warning(message));

    public void Info(string message) => Error.WriteLine(message);

    /// <summary>The options of a client with the stored key.</summary>
    public EventPicsClientOptions ClientOptions() =>
        ClientOptions(ApiKeyStore.Read() ?? throw new CommandException(ExitCodes.ApiKey, Texts.NoApiKey));

    public EventPicsClientOptions ClientOptions(string apiKey)
    {
        var options = new EventPicsClientOptions();
        Configure(options, apiKey);
        return options;
    }

    /// <summary>Sets what all clients of the tool have in common.</summary>
    public void Configure(EventPicsClientOptions options, string apiKey) =>
        (options.ApiKey, options.BaseAddress, options.ApplicationName) = (apiKey, BaseAddress, $"eventpics-cli/{ToolVersion.Number}");

    /// <summary>A client for a call that a person is waiting for: without a network, it fails within seconds.</summary>
    public EventPicsClient CreateQuickClient(string? apiKey = null)
    {
        var options = apiKey is null ? ClientOptions() : ClientOptions(apiKey);
        options.MaxRetries = 2;
        options.BaseDelay = TimeSpan.FromMilliseconds(500);
        options.MaxDelay = TimeSpan.FromSeconds(2);
        return CreateClient(options);
    }

    public EventPicsClient CreateClient(EventPicsClientOptions options)
    {
        try
        {
            return new EventPicsClient(options, Loggers.CreateLogger<EventPicsClient>());
        }
        catch (ArgumentException e)
        {
            // The address was checked before, so the key must be malformed.
            throw new CommandException(ExitCodes.ApiKey, Texts.MalformedApiKey, e.Message, e);
        }
    }
}
