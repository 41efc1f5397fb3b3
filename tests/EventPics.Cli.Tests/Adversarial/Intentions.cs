using EventPics.Emulator;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>Where each photo may arrive, by what the commands asked for, and what is known to arrive twice.</summary>
internal sealed class Intentions
{
    private readonly HashSet<(string Sha256, string LinkId)> _meant = [];
    private readonly Dictionary<(string Sha256, string LinkId), int> _removed = [];
    private readonly HashSet<string> _fromTwoPlaces = new(StringComparer.Ordinal);

    public void Send(string sha256, string linkId) => _meant.Add((sha256, linkId));

    /// <summary>A person removed it while nothing was sending: no copy beyond those that arrived before may come.</summary>
    public void Remove(string sha256, string linkId, IEnumerable<ReceivedPhoto> arrived) =>
        _removed[(sha256, linkId)] = arrived.Count(photo => photo.Sha256 == sha256 && photo.LinkId == linkId);

    public void UndoRemoval(string sha256, string linkId) => _removed.Remove((sha256, linkId));

    /// <summary>It was exported, and may be in two queues.</summary>
    public void MayComeFromTwoPlaces(string sha256) => _fromTwoPlaces.Add(sha256);

    public void Check(IReadOnlyList<ReceivedPhoto> arrived, IReadOnlySet<string> reported)
    {
        Assert.All(arrived, photo => Assert.True(
            _meant.Contains((photo.Sha256, photo.LinkId)), $"{photo.FileName} arrived at {photo.LinkId}, where it was not sent."));
        Assert.All(_removed, removed => Assert.True(
            arrived.Count(photo => photo.Sha256 == removed.Key.Sha256 && photo.LinkId == removed.Key.LinkId) <= removed.Value,
            $"A removed photo arrived at {removed.Key.LinkId}."));
        var twice = arrived.GroupBy(photo => (photo.Sha256, photo.LinkId, photo.AlbumId)).Where(group => group.Count() > 1);
        Assert.All(twice, group => Assert.True(
            reported.Contains(group.Key.Sha256) || _fromTwoPlaces.Contains(group.Key.Sha256),
            $"{group.First().FileName} arrived {group.Count()} times at {group.Key.LinkId}/{group.Key.AlbumId}, unreported."));
    }
}
