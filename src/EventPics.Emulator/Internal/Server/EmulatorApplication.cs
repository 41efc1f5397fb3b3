using System.Globalization;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Internal.Server;

/// <summary>Routes each request to its call and applies its fault.</summary>
internal sealed class EmulatorApplication(
    EmulatorSettings settings,
    RequestLog requests,
    EmulatorFaults faults,
    ChangeSignal changes,
    Router router,
    ILogger logger,
    CancellationToken stopping) : IHttpApplication<HttpContext>
{
    private readonly ResponseWriter _writer = new(settings.TimeProvider);

    private readonly LoggerServices _services = new();

    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures) { RequestServices = _services };

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var queryStart = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = queryStart < 0 ? (target, "") : (target[..queryStart], target[queryStart..]);
        context.Response.Headers.Date = settings.TimeProvider.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = ended.Token;
        if (!settings.AllowAnyHost && !HostRules.IsLocal(context.Request.Host))
        {
            await RejectHostAsync(context).ConfigureAwait(false);
            return;
        }

        if (await router.Gallery.TryHandleAsync(context, path).ConfigureAwait(false))
        {
            return;
        }

        await RecordAsync(context, path, query).ConfigureAwait(false);
    }

    private async Task RejectHostAsync(HttpContext context)
    {
        var host = context.Request.Host.ToUriComponent();
        Log.HostRejected(logger, host);
        var response = ApiErrors.Api(
            400, "invalid_host",
            $"The emulator accepts localhost names only, not \"{host}\". Set AllowAnyHost, or --listen to the address that clients use.");
        await _writer.WriteAsync(context, response, FaultPlan.Nothing, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task RecordAsync(HttpContext context, string path, string query)
    {
        var operation = Router.GetOperation(context.Request.Method, path);
        var request = requests.Add(operation, path, context.Request);
        request.Fault = faults.Next(operation);
        var plan = request.Fault?.Plan ?? FaultPlan.Nothing;
        var body = new RequestBody(context.Request.Body, plan, request, changes, settings.TimeProvider);
        try
        {
            await RespondAsync(new Exchange(context, path, query, request, plan, body)).ConfigureAwait(false);
            Log.Responded(logger, operation, path, request.Status, request.BytesRead);
        }
        catch (ConnectionDroppedException)
        {
            context.Abort();
            Log.Dropped(logger, operation, path, request.BytesRead, request.Fault);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException or BadHttpRequestException)
        {
            context.Abort();
            Log.ClientDisconnected(logger, operation, path, request.BytesRead);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, operation, path);
            await FailAsync(context, request).ConfigureAwait(false);
        }

        changes.Set();
    }

    // An error of the emulator itself, such as a full disk, is reported like an error of the storage.
    private async Task FailAsync(HttpContext context, ReceivedRequest request)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        request.Status = StatusCodes.Status500InternalServerError;
        var response = ApiErrors.For(request.Operation, router.Dialect, StatusCodes.Status500InternalServerError, code: null);
        await _writer.WriteAsync(context, response, FaultPlan.Nothing, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task RespondAsync(Exchange exchange)
    {
        var plan = exchange.Plan;
        if (plan.ResetBeforeBody)
        {
            throw new ConnectionDroppedException();
        }

        var response = plan.Response is null || plan.AfterStoring
            ? await router.HandleAsync(exchange).ConfigureAwait(false)
            : await RejectAsync(exchange).ConfigureAwait(false);
        if (plan is { Response: not null, AfterStoring: true } && response.IsSuccess)
        {
            response = plan.Response(exchange.Request.Operation, router.Dialect);
        }

        if (exchange.Request.Violation is { } violation)
        {
            Log.ClientViolation(logger, exchange.Request.Operation, exchange.Path, violation);
        }

        if (plan.Delay > TimeSpan.Zero)
        {
            await Task.Delay(plan.Delay, settings.TimeProvider, exchange.Aborted).ConfigureAwait(false);
        }

        if (plan.LosesResponse)
        {
            throw new ConnectionDroppedException();
        }

        exchange.Request.Status = response.Status;
        await _writer.WriteAsync(exchange.Context, plan.Apply(response), plan, exchange.Aborted).ConfigureAwait(false);
    }

    private async Task<EmulatorResponse> RejectAsync(Exchange exchange)
    {
        if (!exchange.Plan.SkipsBody)
        {
            await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
        }

        return exchange.Plan.Response!(exchange.Request.Operation, router.Dialect);
    }
}
