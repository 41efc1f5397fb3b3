using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using EventPics.Queue;

namespace EventPics.NetFramework
{
    #region net-framework
    internal sealed class Booth : IDisposable
    {
        private readonly EventPicsClient _client;
        private readonly UploadQueue _queue;

        private Booth(EventPicsClient client, UploadQueue queue)
        {
            _client = client;
            _queue = queue;
        }

        // Call it on the UI thread: the queue's events are then raised there.
        public static async Task<Booth> OpenAsync(
            EventPicsClientOptions options, string queueFolder, EventHandler<QueueChangedEventArgs> changed)
        {
            var client = new EventPicsClient(options);
            var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = queueFolder });
            queue.Changed += changed;
            return new Booth(client, queue);
        }

        public Task<QueuedUpload> EnqueueAsync(string linkId, string filePath, string albumId)
        {
            return _queue.EnqueueAsync(linkId, filePath, albumId);
        }

        // Without the queue, and with one progress for all. C# 7.3 has no await foreach: this overload calls a function instead.
        public async Task<IReadOnlyList<UploadOutcome>> UploadAsync(
            IEnumerable<UploadRequest> requests, IProgress<UploadProgress> progress)
        {
            var failed = new List<UploadOutcome>();
            await _client.UploadManyAsync(requests, outcome => AddIfFailedAsync(outcome, failed), 3, progress);
            return failed;
        }

        public void Dispose()
        {
            _queue.Dispose();
            _client.Dispose();
        }

        private static Task AddIfFailedAsync(UploadOutcome outcome, List<UploadOutcome> failed)
        {
            if (outcome.Error != null)
            {
                failed.Add(outcome);
            }

            return Task.CompletedTask;
        }
    }
    #endregion
}
