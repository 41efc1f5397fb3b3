namespace EventPics.Cli.Sending;

/// <summary>The last few IDs of uploaded photos. All of them would be 2 KB a photo over a summer.</summary>
internal sealed class RecentIds
{
    private const int Capacity = 256;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(string id)
    {
        if (_ids.Add(id))
        {
            _order.Enqueue(id);
            if (_order.Count > Capacity)
            {
                _ids.Remove(_order.Dequeue());
            }
        }
    }

    public bool Contains(string id) => _ids.Contains(id);
}
