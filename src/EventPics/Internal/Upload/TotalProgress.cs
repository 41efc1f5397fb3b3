namespace EventPics.Internal.Upload;

/// <summary>Adds up the progress of several uploads. A new attempt starts at the first byte, but the sum never decreases.</summary>
internal sealed class TotalProgress(IProgress<UploadProgress> progress)
{
    private readonly object _lock = new();

    private long _sent;
    private long _total;
    private long _reportedTotal = -1;

    /// <summary>Adds a request to the total.</summary>
    /// <returns>Receives its progress.</returns>
    public Part Add(UploadRequest request)
    {
        lock (_lock)
        {
            _total += request.Content.Length;
        }

        return new Part(this, request.Content.Length);
    }

    /// <summary>The progress of one upload.</summary>
    internal sealed class Part(TotalProgress all, long length) : IProgress<UploadProgress>
    {
        private long _sent;

        public void Report(UploadProgress value) => AdvanceTo(value.BytesSent);

        /// <summary>The storage has every byte, also those of an earlier call.</summary>
        public void Complete() => AdvanceTo(length);

        // Reported inside the lock, since a later report must not overtake an earlier one.
        private void AdvanceTo(long sent)
        {
            lock (all._lock)
            {
                if (sent <= _sent && all._reportedTotal == all._total)
                {
                    return;
                }

                all._sent += Math.Max(sent - _sent, 0);
                _sent = Math.Max(sent, _sent);
                all._reportedTotal = all._total;
                all.Report();
            }
        }
    }

    private void Report() => progress.Report(new UploadProgress(_sent, _total, attempt: 0));
}
