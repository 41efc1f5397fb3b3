namespace EventPics.LiveCheck;

/// <summary>What the responses to a question mean.</summary>
internal sealed record Finding(FindingKind Kind, string Detail)
{
    public static Finding AsAssumed(string detail = "") => new(FindingKind.AsAssumed, detail);

    public static Finding Differs(string detail) => new(FindingKind.Differs, detail);

    public static Finding NoAnswer(string detail) => new(FindingKind.NoAnswer, detail);

    /// <summary>The API lists no photos, so a person has to look.</summary>
    public static Finding LookInAlbum(string what) => NoAnswer("only the album shows it: " + what);

    public override string ToString() => Kind switch
    {
        FindingKind.AsAssumed => Detail.Length > 0 ? $"as assumed: {Detail}" : "as assumed",
        FindingKind.Differs => $"differs: {Detail}",
        _ => $"no answer: {Detail}",
    };
}
