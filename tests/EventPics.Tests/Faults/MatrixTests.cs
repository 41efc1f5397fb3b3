using System.Globalization;
using System.Text.RegularExpressions;
using EventPics.Tests.Faults.Table;

namespace EventPics.Tests.Faults;

/// <summary>Every row of <c>.github/docs/failures.md</c> has a test that carries its number, or a reason why it has none.</summary>
public partial class MatrixTests
{
    private static readonly Dictionary<int, string> WithoutTest = [];

    private static readonly string[] Exceptions =
        [nameof(ArgumentException), nameof(FileNotFoundException), nameof(IOException), nameof(OperationCanceledException)];

    private static readonly string[][] Rows = [.. File.ReadLines(Path.Combine(Repository.Root, ".github", "docs", "failures.md"))
        .Where(line => RowStart().IsMatch(line))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Rows_are_numbered_from_1_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Rows.Length), Rows.Select(NumberOf));

    [Fact]
    public void Each_row_has_a_reaction_of_client_and_queue_and_an_error() =>
        Assert.All(Rows, row => Assert.True(row.Length == 5 && row.All(cell => cell.Length > 0), string.Join(" | ", row)));

    [Fact]
    public void Each_error_exists()
    {
        string[] known = [.. Enum.GetNames<EventPicsError>(), .. Exceptions, .. QueueErrors(), "-"];

        Assert.All(
            Rows,
            row => Assert.All(row[4].Split(", "), error => Assert.True(known.Contains(error), $"Row {row[0]}: there is no {error}.")));
    }

    [Fact]
    public void Every_row_has_a_test() => Assert.Empty(Rows.Select(NumberOf).Except(Tested()).Except(WithoutTest.Keys));

    [Fact]
    public void Every_number_that_a_test_carries_is_a_row() => Assert.Empty(Tested().Except(Rows.Select(NumberOf)));

    [Fact]
    public void A_row_with_a_reason_for_having_no_test_has_none() => Assert.Empty(WithoutTest.Keys.Intersect(Tested()));

    [Fact]
    public void No_two_rows_of_the_fault_table_have_the_same_name() =>
        Assert.Equal(FaultTable.All.Count, FaultTable.All.Select(row => row.Name).Distinct().Count());

    private static int NumberOf(string[] row) => int.Parse(row[0], CultureInfo.InvariantCulture);

    // The queue's and the hot folder's tests are other assemblies, so their source text is searched.
    private static HashSet<int> Tested() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Number().Matches(line))
            .Select(match => int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<string> QueueErrors() =>
        EnumMember()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "EventPics.Queue", "UploadQueueError.cs")))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| \d")]
    private static partial Regex RowStart();

    // In a test's name the number is followed by an underscore, in a table by a space or nothing.
    [GeneratedRegex("""(?<![A-Za-z0-9])F\d{3}(?=[_ "])""")]
    private static partial Regex Number();

    [GeneratedRegex(@"^    (\w+),\r?$", RegexOptions.Multiline)]
    private static partial Regex EnumMember();
}
