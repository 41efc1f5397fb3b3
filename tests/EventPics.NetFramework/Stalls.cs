using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace EventPics.NetFramework
{
    /// <summary>
    /// What .NET Framework makes hard: a reply or a PUT that stops in the middle must end when its limit has passed, and a body must go out
    /// again through a handler that retries.
    /// </summary>
    internal static class Stalls
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        public static async Task ReplyStopsAsync(EventPicsClientOptions options)
        {
            options.ApiTimeout = Limit;
            options.MaxRetries = 0;
            using (var client = new EventPicsClient(options))
            {
                await EndsAsync("reply that stops", EventPicsError.Timeout, client.GetEventsAndAlbumsAsync());
                using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500)))
                {
                    options.ApiTimeout = TimeSpan.FromMinutes(5);
                    await EndsAsync("reply that stops and is cancelled", null, client.GetEventsAndAlbumsAsync(cancellation.Token));
                }
            }
        }

        public static async Task PutStopsAsync(EventPicsClientOptions options, string linkId, UploadContent content)
        {
            options.StallTimeout = Limit;
            options.MaxRetries = 0;
            using (var client = new EventPicsClient(options))
            {
                await EndsAsync("PUT that stops", EventPicsError.Stalled, client.UploadAsync(new UploadRequest(linkId, "stopped.jpg", content)));
            }
        }

        public static async Task RetryingHandlerAsync(EventPicsClientOptions options, string linkId, UploadContent content)
        {
            using (var http = new HttpClient(new RetryingHandler()) { Timeout = Timeout.InfiniteTimeSpan })
            using (var client = new EventPicsClient(http, options))
            {
                var result = await client.UploadAsync(new UploadRequest(linkId, "retried.jpg", content));
                Program.Check("retrying handler", result.Attempts == 1);
            }
        }

        private static async Task EndsAsync(string what, EventPicsError? expected, Task call)
        {
            var clock = Stopwatch.StartNew();
            Program.Check(what + ": its end", await Task.WhenAny(call, Task.Delay(Patience)) == call);
            try
            {
                await call;
                Program.Check(what + ": its failure", false);
            }
            catch (EventPicsException error)
            {
                Program.Check(what + ": " + error.Error, error.Error == expected && error.IsTransient);
            }
            catch (OperationCanceledException)
            {
                Program.Check(what + ": cancellation", expected == null);
            }

            Console.WriteLine("{0}: ended after {1:0.0} s", what, clock.Elapsed.TotalSeconds);
        }
    }
}
