using System.Globalization;
using EventPics;
using Microsoft.AspNetCore.Diagnostics;

namespace WebBooth.Web;

#region handler
/// <summary>Returns ProblemDetails when a call to EventPics fails. Its messages contain neither the API key nor an upload URL.</summary>
internal sealed class EventPicsExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not EventPicsException failure)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = failure.Error switch
        {
            EventPicsError.NotFound => StatusCodes.Status404NotFound,
            EventPicsError.InvalidRequest => StatusCodes.Status400BadRequest,
            EventPicsError.PayloadTooLarge => StatusCodes.Status413PayloadTooLarge,
            _ when failure.IsTransient => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status502BadGateway,
        };
        if (failure.RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = failure,
            ProblemDetails = { Title = failure.Error.ToString(), Detail = failure.Message },
        });
    }
}
#endregion
