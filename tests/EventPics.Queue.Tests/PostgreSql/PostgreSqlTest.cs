using EventPics.Queue.Internal.PostgreSql;
using Npgsql;

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>A test with a database of its own.</summary>
public abstract class PostgreSqlTest(PostgreSqlServer server) : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected NpgsqlDataSource Source { get; private set; } = null!;

    private protected PostgreSqlStorage Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Source = await server.CreateDatabaseAsync();
        Storage = await PostgreSqlStorage.OpenAsync(Source, TimeProvider.System, cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Source is not null)
        {
            await Source.DisposeAsync();
        }
    }
}
