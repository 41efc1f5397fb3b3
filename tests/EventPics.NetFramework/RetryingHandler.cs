using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace EventPics.NetFramework
{
    /// <summary>Sends a PUT once more when its connection breaks.</summary>
    internal sealed class RetryingHandler : DelegatingHandler
    {
        public RetryingHandler()
            : base(new HttpClientHandler { AllowAutoRedirect = false })
        {
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (request.Method == HttpMethod.Put)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
