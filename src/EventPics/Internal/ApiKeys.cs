namespace EventPics.Internal;

/// <summary>
/// The current API key, shared by all copies of a client's options, and the keys that it replaced: the response to a call that was started
/// with one of them may still quote it.
/// </summary>
internal sealed class ApiKeys(string key)
{
    private const int MaxRemembered = 8;
    private readonly object _lock = new();
    private volatile string[] _keys = [key];

    public string Current => _keys[0];

    /// <summary>Every key that must not appear in messages.</summary>
    public IReadOnlyList<string> All => _keys;

    public void Replace(string key)
    {
        lock (_lock)
        {
            _keys = [key, .. _keys.Where(old => old != key).Take(MaxRemembered)];
        }
    }
}
