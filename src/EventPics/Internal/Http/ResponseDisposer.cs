namespace EventPics.Internal.Http;

/// <summary>Lets go of an answer, read or not.</summary>
internal readonly struct ResponseDisposer(HttpResponseMessage response) : IDisposable
{
    public void Dispose()
    {
#if NET
        response.Dispose();
#else
        // .NET Framework reads on what is left of an answer before it closes, by blocking calls, and waits for minutes when nothing comes.
        ThreadPool.QueueUserWorkItem(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
    }
}
