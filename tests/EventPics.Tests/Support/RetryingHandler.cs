namespace EventPics.Tests.Support;

/// <summary>A caller's handler that sends the same request again when the connection is lost or the server reports an error.</summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    private const int Tries = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode < 500 || i == Tries)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (i < Tries)
            {
                // Once more.
            }
        }
    }
}
