using System.Text.RegularExpressions;
using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests;

public sealed class SqliteStorageTests : StorageTests
{
    private readonly TempFolder _folder = new();

    internal override IQueueStorage Open() => SqliteStorage.Open(_folder.File("queue.db"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string> PerPicture =>
    [
        Statements.FindById, Statements.FindSame, Statements.PickUnclear, Statements.NextLane, Statements.NewestSecond, Statements.NewestLinkedSecond,
        Statements.OldestSecond, Statements.OldestLinkedSecond, Statements.PickInSecond, Statements.PickLinkedInSecond, Statements.Claim,
        Statements.Save, Statements.NextDue, Statements.Recover, Statements.ListAll, .. Statements.ListByState,
    ];

    // A statement that reads or sorts what waits makes every picture slower the longer the queue is.
    [Theory]
    [MemberData(nameof(PerPicture))]
    public void A_statement_run_for_every_picture_finds_its_rows_by_an_index(string statement)
    {
        using SqliteConnection connection = new($"Data Source={_folder.File("queue.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The queue's own statements.
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
#pragma warning restore CA2100
        foreach (var name in Regex.Matches(statement, "@[a-z_0-9]+").Select(match => match.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, 1);
        }

        using var plan = command.ExecuteReader();
        while (plan.Read())
        {
            var step = plan.GetString(3);
            Assert.DoesNotContain("TEMP B-TREE", step, StringComparison.Ordinal);
            Assert.True(step.StartsWith("SEARCH ", StringComparison.Ordinal) || step.Contains("USING INDEX", StringComparison.Ordinal) || statement == Statements.ListAll, step);
        }
    }
}
