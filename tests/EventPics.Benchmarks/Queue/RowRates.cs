using System.Diagnostics;
using System.Globalization;
using EventPics.Queue;
using EventPics.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace EventPics.Benchmarks.Queue;

/// <summary>Photos per second, in and out, while other rows are waiting: a season's backlog must not slow a party down.</summary>
internal static class RowRates
{
    private const int Newest = 400;
    private const int Oldest = Newest / 2;
    private const double MaxSlowdown = 1.5;

    private static readonly DateTimeOffset Evening = new(2026, 6, 20, 18, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(List<string> misses)
    {
        Console.WriteLine("| waiting rows | enqueued per second | claimed and completed per second |");
        Console.WriteLine("| --- | --- | --- |");
        await MeasureAsync(1000); // warm-up
        var first = await ReportAsync(1000);
        await ReportAsync(100_000);
        var last = await ReportAsync(1_000_000);
        Console.WriteLine();
        Check("enqueue", first.Enqueued / last.Enqueued);
        Check("claim", first.Completed / last.Completed);

        void Check(string what, double slowdown)
        {
            if (slowdown > MaxSlowdown)
            {
                misses.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{what} with 1 million rows: {slowdown:0.00}x slower, target {MaxSlowdown:0.0}x"));
            }
        }
    }

    private static async Task<(double Enqueued, double Completed)> ReportAsync(int rows)
    {
        var rates = await MeasureAsync(rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rows:#,0} | {rates.Enqueued:#,0} | {rates.Completed:#,0} |"));
        return rates;
    }

    private static async Task<(double Enqueued, double Completed)> MeasureAsync(int rows)
    {
        using var folder = new TempFolder();
        var options = new UploadQueueOptions { Folder = folder.PathOf("queue") };
        await using (var queue = await UploadQueue.OpenWithoutSendingAsync(options))
        {
            await EnqueueAsync(queue, Oldest, Evening);
        }

        AddRows(folder.PathOf("queue"), rows);

        // Newest first, every third slot the oldest: the rows in between are never sent here.
        double enqueued;
        await using (var queue = await UploadQueue.OpenWithoutSendingAsync(options))
        {
            enqueued = Newest / await EnqueueAsync(queue, Newest, Evening.AddDays(30));
        }

        using var client = new InstantClient(Oldest + Newest);
        await using (await UploadQueue.OpenAsync(client, options))
        {
            return (enqueued, client.Expected / await client.TimeAsync());
        }
    }

    private static async Task<double> EnqueueAsync(UploadQueue queue, int photos, DateTimeOffset takenAt)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < photos; i++)
        {
            var photo = UploadContent.FromBytes(Guid.NewGuid().ToByteArray(), "image/jpeg");
            await queue.EnqueueAsync(new UploadRequest("abcd1234", "booth.jpg", photo) { TakenAt = takenAt.AddSeconds(i) });
        }

        return clock.Elapsed.TotalSeconds;
    }

    // Copies of the newest row, one second apart, for whatever columns the table has.
    private static void AddRows(string folder, int rows)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "queue.db"), Pooling = false }.ConnectionString);
        connection.Open();
        List<string> columns = [];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('upload') WHERE name <> 'seq'";
        using (var names = command.ExecuteReader())
        {
            while (names.Read())
            {
                columns.Add(names.GetString(0));
            }
        }

        command.CommandText =
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
            INSERT INTO upload({string.Join(", ", columns)})
            SELECT {string.Join(", ", columns.Select(Value))} FROM n, upload WHERE seq = (SELECT max(seq) FROM upload)
            """;
        command.CommandTimeout = 600;
        command.ExecuteNonQuery();
    }

    private static string Value(string column) => column switch
    {
        "id" => "printf('%032x', i)",
        "sha256" => "printf('%064x', i)",
        "order_second" => "order_second + i",
        "order_ms" => "order_ms + i * 1000",
        _ => column,
    };
}
