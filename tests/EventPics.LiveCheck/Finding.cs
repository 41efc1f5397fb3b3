namespace EventPics.LiveCheck;

/// <summary>What the responses to a question mean.</summary>
internal sealed record Finding(FindingKind Kind, string Detail)
{
    public static Finding AsAssumed(string detail = "") => new(FindingKind.AsAssumed, detail);

    public static Finding Differs(string detail) => new(FindingKind.Differs, detail);

    public static Finding NoAnswer(string detail) => new(FindingKind.NoAnswer, detail);

    public static Finding LookInAlbum(string what) => new(FindingKind.LookInAlbum, what);

    public override string ToString() => Kind switch
    {
        FindingKind.AsAssumed => Detail.Length > 0 ? $"as assumed: {Detail}" : "as assumed",
        FindingKind.Differs => $"differs: {Detail}",
        FindingKind.LookInAlbum => $"only the album shows it: {Detail}",
        _ => $"no answer: {Detail}",
    };
}
