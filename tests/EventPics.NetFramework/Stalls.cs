using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace EventPics.NetFramework
{
    /// <summary>
    /// What is difficult on .NET Framework: a response or a PUT that stalls must fail after its timeout, and a body must be sent again
    /// through a handler that retries.
    /// </summary>
    internal static class Stalls
    {
        private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

        public static async Task ResponseStallsAsync(EventPicsClientOptions options)
        {
            options.ApiTimeout = StallLimit;
            options.MaxRetries = 0;
            using (var client = new EventPicsClient(options))
            {
                await FailsAsync("stalled response", EventPicsError.Timeout, client.GetEventsAndAlbumsAsync());
                using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500)))
                {
                    options.ApiTimeout = TimeSpan.FromMinutes(5);
                    await FailsAsync("stalled and cancelled response", null, client.GetEventsAndAlbumsAsync(cancellation.Token));
                }
            }
        }

        public static async Task PutStallsAsync(EventPicsClientOptions options, string linkId, UploadContent content)
        {
            options.StallTimeout = StallLimit;
            options.MaxRetries = 0;
            using (var client = new EventPicsClient(options))
            {
                await FailsAsync(
                    "stalled PUT", EventPicsError.Stalled, client.UploadAsync(new UploadRequest(linkId, "stopped.jpg", content)));
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

        private static async Task FailsAsync(string what, EventPicsError? expected, Task call)
        {
            var clock = Stopwatch.StartNew();
            Program.Check(what + ": its end", await Task.WhenAny(call, Task.Delay(MaxWait)) == call);
            try
            {
                await call;
                Program.Check(what + ": its failure", false);
            }
            catch (EventPicsException e)
            {
                Program.Check(what + ": " + e.Error, e.Error == expected && e.IsTransient);
            }
            catch (OperationCanceledException)
            {
                Program.Check(what + ": cancellation", expected == null);
            }

            Console.WriteLine("{0}: ended after {1:0.0} s", what, clock.Elapsed.TotalSeconds);
        }
    }
}
