using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Profiles;

/// <summary>One profile in the data folder. Thread-safe.</summary>
internal sealed class ProfileStore
{
    public const string DefaultName = "default";

    private const int MaxNameLength = 64;
    private const int MaxFileSize = 1_000_000;

    // A profile is edited by hand with any editor, on any file system: not all of them send notifications.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Texts _texts;
    private readonly TimeProvider _time;
    private readonly ApiKeyStore _apiKeyStore;
    private volatile TaskCompletionSource _saved = NewSignal();

    /// <exception cref="CommandException">The name can't be that of a file.</exception>
    public ProfileStore(CommandContext context, string name = DefaultName)
    {
        if (!IsName(name))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.BadProfileName(name.Sanitize(), MaxNameLength));
        }

        (_texts, _time, _apiKeyStore) = (context.Texts, context.Time, context.ApiKeyStore);
        (Name, Path) = (name, System.IO.Path.Combine(Folder(context), name + ".json"));
    }

    public string Name { get; }

    /// <summary>The profile's file.</summary>
    public string Path { get; }

    /// <summary>The names of all profiles, in alphabetical order.</summary>
    public static IReadOnlyList<string> FindNames(CommandContext context) => !Directory.Exists(Folder(context)) ? [] :
    [
        .. Directory.EnumerateFiles(Folder(context), "*.json").Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
            .Where(IsName).Order(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Reads any profile's file. A file that can't be read is an error of the profile.</summary>
    public static LoadedProfile Load(string path, Texts texts, ApiKeyStore apiKeyStore)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(file.Length, MaxFileSize)];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new ProfileReader(texts).Read(bytes.AsMemory(0, length), ReadKey(apiKeyStore));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var missing = new ProfileError(null, texts.ProfileMissing(path.Sanitize())) { IsMissing = true };
            return new LoadedProfile(new Profile(), [missing]) { Exists = false };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LoadedProfile(new Profile(), [new ProfileError(null, UserError.FromException(e, texts).Message)]);
        }
    }

    public LoadedProfile Load() => Load(Path, _texts, _apiKeyStore);

    /// <summary>
    /// Replaces the file, for this user only; a crash leaves the old one or the new one. Comments of a file written by hand are lost.
    /// </summary>
    public void Save(Profile profile)
    {
        OwnerOnlyFiles.WriteFile(Path, ProfileJson.Write(profile));
        Interlocked.Exchange(ref _saved, NewSignal()).TrySetResult();
    }

    /// <summary>Waits until the file differs from what was read, by <see cref="Save"/> or by another program, and reads it.</summary>
    public async Task<LoadedProfile> WaitForChangeAsync(LoadedProfile known, CancellationToken cancellationToken)
    {
        while (true)
        {
            var saved = _saved.Task;
            var now = Load();
            if (now.Exists != known.Exists || !now.Bytes.Span.SequenceEqual(known.Bytes.Span))
            {
                return now;
            }

            await Task.WhenAny(saved, Task.Delay(PollInterval, _time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Folder(CommandContext context) => System.IO.Path.Combine(context.DataDirectory, "profiles");

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // A key that can't be read is reported where it is used.
    private static string? ReadKey(ApiKeyStore store)
    {
        try
        {
            return store.Read();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
