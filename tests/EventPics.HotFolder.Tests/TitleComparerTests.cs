using System.Text;
using EventPics.HotFolder.Internal;

namespace EventPics.HotFolder.Tests;

public sealed class TitleComparerTests
{
    [Theory]
    [InlineData("Gäste", "Ga\u0308ste")]
    [InlineData("gÄSTE ", " GA\u0308STE")]
    [InlineData("Ti\u1EC7c c\u01B0\u1EDBi", "Tie\u0323\u0302c cu\u031Bo\u031B\u0301i")]
    [InlineData("Tie\u0302\u0323c", "Tie\u0323\u0302c")]
    [InlineData("\uD55C\uAD6D", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("Party \uD83C\uDF89", "party \uD83C\uDF89")]
    [InlineData("unpaired \uD800", "UNPAIRED \uD800")]
    public void Titles_that_look_alike_are_equal(string one, string other)
    {
        Assert.Equal(one, other, AlbumTitles.Comparer);
        Assert.Equal(AlbumTitles.Comparer.GetHashCode(one), AlbumTitles.Comparer.GetHashCode(other));
    }

    [Theory]
    [InlineData("Gäste", "Gaste")]
    [InlineData("Gäste", "Gaeste")]
    [InlineData("Ga\u0308ste", "Gas\u0308te")]
    [InlineData("a", null)]
    public void Titles_that_look_different_differ(string one, string? other) => Assert.NotEqual(one, other, AlbumTitles.Comparer);

    [Fact]
    public void Every_character_is_decomposed_as_by_icu()
    {
        Assert.SkipWhen("ä".Normalize(NormalizationForm.FormD).Length != 2, "This runtime has no ICU.");
        var characters = Enumerable.Range(0, 0xF900)
            .Concat(Enumerable.Range(0xFB00, 0xFFF0 - 0xFB00))
            .Where(c => c is < 0xD800 or > 0xDFFF and not (>= 0xFDD0 and <= 0xFDEF))
            .Select(c => (char)c);

        Assert.All(characters, c => Assert.Equal(c.ToString().Normalize(NormalizationForm.FormD), TitleComparer.Decompose(c)));
    }
}
