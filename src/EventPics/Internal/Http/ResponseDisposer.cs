namespace EventPics.Internal.Http;

/// <summary>Disposes a response, whether it was read or not.</summary>
internal readonly struct ResponseDisposer(HttpResponseMessage response) : IDisposable
{
    public void Dispose()
    {
#if NET
        response.Dispose();
#else
        // .NET Framework first reads the rest of the response in blocking calls, and waits for minutes if nothing comes.
        ThreadPool.QueueUserWorkItem(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
    }
}
