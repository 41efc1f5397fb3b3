using System.Net;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>The service and its storage behind an unreliable connection. Calls of a process that died never return.</summary>
internal sealed class SimService(SimWorld world) : EventPicsClient
{
    private int _epoch;

    /// <summary>Drops all pending calls: the process that made them died.</summary>
    public void Forget() => _epoch++;

    public override Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default)
    {
        var call = Begin<IReadOnlyList<EventPicsEvent>>(cancellationToken);
        var key = world.Key;
        world.Clock.After(world.Delay(400), () =>
        {
            if (world.AccountOutage() is { } fault)
            {
                call.Fail(fault);
                return;
            }

            call.Succeed(SimWorld.EventsOf(key));
        });
        return call.Task;
    }

    public override string GetAccountFingerprint(byte[] salt) => world.Key;

    public override Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        var call = Begin<UploadUrl>(cancellationToken);
        world.Trace($"request a URL for {request.FileName}");
        world.Clock.After(world.Delay(400), () =>
        {
            if (world.UploadUrlFault(request) is { } fault)
            {
                call.Fail(fault);
                return;
            }

            var url = world.Issue(request);
            if (world.Chance(0.03))
            {
                call.Fail(SimWorld.Failure(EventPicsError.Network)); // The response is lost; no photo is ever stored at that URL.
                return;
            }

            call.Succeed(url);
        });
        return call.Task;
    }

    public override Task<PutResult> PutAsync(UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var call = Begin<PutResult>(cancellationToken);
        world.BeginPut(uploadUrl);
        world.Clock.After(world.Delay(100), () => Transfer(call, uploadUrl, content, progress));
        return call.Task;
    }

    private void Transfer(Call<PutResult> call, UploadUrl url, UploadContent content, IProgress<UploadProgress>? progress)
    {
        if (world.PutRejection(url) is { } rejection)
        {
            call.Fail(rejection);
            return;
        }

        if (world.ConnectionOutage() is { } outage)
        {
            call.Fail(outage);
            return;
        }

        call.RunIfLive(() => progress?.Report(new UploadProgress(content.Length / 2, content.Length, 1)));
        if (world.Chance(world.FaultRate))
        {
            world.Clock.After(world.Delay(5_000), () => call.Fail(SimWorld.Failure(world.Chance(0.5) ? EventPicsError.Network : EventPicsError.Stalled)));
            return;
        }

        world.Clock.After(world.Delay(3_000), () => CompletePut(call, url, content, progress));
    }

    private void CompletePut(Call<PutResult> call, UploadUrl url, UploadContent content, IProgress<UploadProgress>? progress)
    {
        if (!call.IsLive && world.Chance(0.5))
        {
            return; // The process died during the upload: half of the bodies had already been sent completely.
        }

        call.RunIfLive(() => progress?.Report(new UploadProgress(content.Length, content.Length, 1)));
        world.Store(url, content);
        world.Clock.After(world.Delay(300), () =>
        {
            if (world.Chance(world.FaultRate))
            {
                call.Fail(world.Chance(0.5) ? SimWorld.Failure(EventPicsError.Network) : SimWorld.Failure(EventPicsError.ServerError, HttpStatusCode.InternalServerError));
                return;
            }

            call.Succeed(new PutResult(HttpStatusCode.OK, null, 1));
        });
    }

    private Call<T> Begin<T>(CancellationToken cancellationToken)
    {
        var epoch = _epoch;
        return new Call<T>(() => epoch == _epoch, cancellationToken);
    }

    /// <summary>A pending call. Continues inline, so that the whole simulation runs on one thread.</summary>
    private sealed class Call<T>
    {
        private readonly TaskCompletionSource<T> _done = new();
        private readonly Func<bool> _isLive;

        public Call(Func<bool> isLive, CancellationToken cancellationToken)
        {
            _isLive = isLive;
            cancellationToken.Register(() => _ = IsLive && _done.TrySetCanceled(cancellationToken));
        }

        public bool IsLive => _isLive() && !_done.Task.IsCompleted;

        public Task<T> Task => _done.Task;

        public void RunIfLive(Action action)
        {
            if (IsLive)
            {
                action();
            }
        }

        public void Succeed(T value) => RunIfLive(() => _done.TrySetResult(value));

        public void Fail(Exception e) => RunIfLive(() => _done.TrySetException(e));
    }
}
