using EventPics.Tests.Faults.Table;

namespace EventPics.Tests.Faults;

/// <summary>The rows of the fault table that run against the emulator.</summary>
public class EmulatorFaultTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => FaultTable.All
        .Where(row => row.Raw is null)
        .Select(row => new TheoryDataRow<string>(row.Name) { TestDisplayName = row.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_fault_ends_as_the_table_says(string name) => FaultRunner.RunAsync(FaultTable.All.Single(row => row.Name == name));
}
