using EventPics.Tests.Faults.Table;

namespace EventPics.Tests.Faults;

/// <summary>The rows of the fault table that run against raw sockets.</summary>
public class RawFaultTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => FaultTable.All
        .Where(row => row.Raw is not null)
        .Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_fault_ends_as_the_table_says(string name) => FaultRunner.RunAsync(FaultTable.All.Single(row => row.Name == name));
}
