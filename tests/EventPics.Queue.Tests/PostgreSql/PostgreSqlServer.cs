using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL server of its own, with fsync, started by the first test that needs it. It ends with the test process, however that ends.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private string? _folder;
    private Process? _process;
    private string _connection = "";
    private int _databases;

    /// <summary>Creates an empty database. Skips the test where PostgreSQL is not installed; CI must have it.</summary>
    public async Task<NpgsqlDataSource> CreateDatabaseAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_process is null)
            {
                await StartAsync(cancellationToken);
            }
        }
        finally
        {
            _starting.Release();
        }

        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var server = NpgsqlDataSource.Create($"{_connection};Database=postgres;Pooling=false");
        await using var command = server.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return NpgsqlDataSource.Create($"{_connection};Database={name}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        _starting.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (FindPrograms() is not { } programs)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL is not installed. On Debian: apt install postgresql");
            throw new InvalidOperationException("PostgreSQL is not installed.");
        }

        var port = FreePort();
        _folder = Directory.CreateTempSubdirectory("eventpics-pg-").FullName;
        var data = Path.Combine(_folder, "data");
        if (Environment.UserName == "root")
        {
            await RunAsync(["chown", "postgres", _folder], cancellationToken);
        }

        await RunAsync(
            [.. AsPostgres(), $"{programs}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-k"],
            cancellationToken);

        // The server ends when its standard input does, also when this process is killed.
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command =
        [
            .. AsPostgres(), "sh", "-c", """exec 3<&0; "$0" "$@" </dev/null 3<&- & server=$!; cat <&3 >/dev/null; kill -QUIT $server; wait $server""",
            $"{programs}/postgres", "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-k", _folder,
        ];
        (start.FileName, start.WorkingDirectory) = (command[0], _folder);
        Array.ForEach(command[1..], start.ArgumentList.Add);
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        _connection = $"Host=127.0.0.1;Port={port};Username=postgres;Timeout=60;Command Timeout=120";
        await Eventually.TrueAsync(async () => process.HasExited
            ? throw new InvalidOperationException("PostgreSQL did not start.")
            : await RespondsAsync());
    }

    private async Task<bool> RespondsAsync()
    {
        try
        {
            await using var source = NpgsqlDataSource.Create($"{_connection};Database=postgres;Pooling=false");
            await using var connection = await source.OpenConnectionAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // Where Debian, Red Hat and Homebrew install it; PATH has only some of the programs.
    private static string? FindPrograms()
    {
        string[] parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr"];
        return parents.Where(Directory.Exists)
            .SelectMany(static parent => Directory.EnumerateDirectories(parent).OrderDescending().Prepend(parent))
            .Select(static folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    // The server does not run as root.
    private static string[] AsPostgres() =>
        Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(command[1..], start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{command[0]}: {await output} {errors}");
    }
}
