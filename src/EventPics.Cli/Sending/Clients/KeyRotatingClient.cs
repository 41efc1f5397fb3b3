using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Sending.Throttling;

namespace EventPics.Cli.Sending.Clients;

/// <summary>A client for a session of many hours: it switches to a newly stored API key.</summary>
internal sealed class KeyRotatingClient : ForwardingClient
{
    private readonly CommandContext _context;
    private readonly Lock _lock = new();
    private readonly List<(EventPicsClient Client, IDisposable? Owner)> _clients = [];
    private BandwidthThrottle? _throttle;
    private string? _key;
    private volatile EventPicsClient? _current;
    private volatile string? _problem;

    public KeyRotatingClient(CommandContext context, BandwidthSchedule? limit)
    {
        (_context, _throttle) = (context, limit is null ? null : new BandwidthThrottle(limit, context.Time));
        ReloadKey();
    }

    /// <summary>Why no key can be used; <see langword="null"/> when one can.</summary>
    public string? KeyProblem => _problem;

    protected override EventPicsClient Inner =>
        _current ?? throw new EventPicsException(EventPicsError.ApiKeyRejected, _problem ?? _context.Texts.NoApiKey);

    public override EventPicsClient WithMaxRetries(int maxRetries) => new View(this, maxRetries);

    /// <summary>Reads the stored key again.</summary>
    /// <returns>Whether there is a new key that can be used.</returns>
    public bool ReloadKey()
    {
        lock (_lock)
        {
            return TryReload();
        }
    }

    /// <summary>Uses another bandwidth limit from now on. Uploads that started without one keep on without.</summary>
    public void ChangeLimit(BandwidthSchedule? limit)
    {
        lock (_lock)
        {
            if (_throttle is not null)
            {
                _throttle.Change(limit);
            }
            else if (limit is not null)
            {
                (_throttle, _key) = (new BandwidthThrottle(limit, _context.Time), null);
                TryReload();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _clients.ForEach(Release);
        }

        base.Dispose(disposing);
    }

    private bool TryReload()
    {
        try
        {
            var key = _context.ApiKeyStore.Read();
            if (key is null || key == _key)
            {
                // When the key is deleted, the old one stays in use.
                _problem = _current is null ? _problem ?? _context.Texts.NoApiKey : null;
                return false;
            }

            _key = key;
            _clients.Add(ClientFactory.Create(_context, _throttle, key));
        }
        catch (Exception e) when (e is CommandException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            _problem = _current is null ? UserError.FromException(e, _context.Texts).Message : null;
            return false;
        }

        _current = _clients[^1].Client;
        _problem = null;
        while (_clients.Count > 2)
        {
            // The previous client may still be sending.
            Release(_clients[0]);
            _clients.RemoveAt(0);
        }

        return true;
    }

    private static void Release((EventPicsClient Client, IDisposable? Owner) entry)
    {
        entry.Client.Dispose();
        entry.Owner?.Dispose();
    }

    private sealed class View(KeyRotatingClient parent, int maxRetries) : ForwardingClient
    {
        protected override EventPicsClient Inner => parent.Inner.WithMaxRetries(maxRetries);

        public override EventPicsClient WithMaxRetries(int maxRetries) => parent.WithMaxRetries(maxRetries);
    }
}
