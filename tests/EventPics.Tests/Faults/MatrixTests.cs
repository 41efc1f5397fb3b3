using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace EventPics.Tests.Faults;

/// <summary>Every row of the failure matrix from 1 to 65 has a test that carries its number, or a reason why it has none.</summary>
public partial class MatrixTests
{
    private static readonly Dictionary<int, string> WithoutTest = new()
    {
        [14] = "packet loss and long round trips are TCP's business; how many uploads run at once is a queue's",
        [43] = "the client computes no hash: TLS guards the bytes, Content-Length their number",
    };

    [Fact]
    public void Every_row_that_a_client_without_a_queue_can_meet_has_a_test()
    {
        var expected = Enumerable.Range(1, 65).Except(WithoutTest.Keys);

        Assert.Empty(expected.Except(Tested()));
    }

    [Fact]
    public void A_row_with_a_reason_for_having_no_test_has_none() => Assert.Empty(WithoutTest.Keys.Intersect(Tested()));

    [Fact]
    public void No_two_rows_of_the_table_have_the_same_name() =>
        Assert.Equal(FaultTable.All.Count, FaultTable.All.Select(row => row.Name).Distinct().Count());

    private static HashSet<int> Tested()
    {
        var methods = typeof(MatrixTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name);
        return [.. methods.Concat(FaultTable.All.Select(row => row.Name))
            .SelectMany(name => Number().Matches(name))
            .Select(match => int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])F\d{3}(?!\d)")]
    private static partial Regex Number();
}
