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

/// <summary>Takes each request to its call and sees to its faults.</summary>
internal sealed class EmulatorApplication(
    EmulatorSettings settings,
    RequestLog requests,
    EmulatorFaults faults,
    ChangeSignal changes,
    Router calls,
    ILogger logger,
    CancellationToken stopping) : IHttpApplication<HttpContext>
{
    private readonly ResponseWriter _writer = new(settings.TimeProvider);

    private readonly LoggerServices _services = new();

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures) { RequestServices = _services };

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        (string path, string query) = mark < 0 ? (target, "") : (target[..mark], target[mark..]);
        context.Response.Headers.Date = settings.TimeProvider.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = ended.Token;
        if (!settings.AllowAnyHost && !HostRules.IsLocal(context.Request.Host))
        {
            await RefuseHostAsync(context).ConfigureAwait(false);
            return;
        }

        if (await calls.Gallery.TryHandleAsync(context, path).ConfigureAwait(false))
        {
            return;
        }

        await RecordAsync(context, path, query).ConfigureAwait(false);
    }

    private async Task RefuseHostAsync(HttpContext context)
    {
        string host = context.Request.Host.ToUriComponent();
        Log.HostRefused(logger, host);
        EmulatorResponse answer = ApiErrors.Api(400, "invalid_host", $"The emulator answers localhost names only, not \"{host}\". Set AllowAnyHost, or --listen to the address that clients use.");
        await _writer.WriteAsync(context, answer, FaultPlan.Nothing, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task RecordAsync(HttpContext context, string path, string query)
    {
        EmulatorOperation operation = Router.OperationOf(context.Request.Method, path);
        ReceivedRequest request = requests.Begin(operation, path, context.Request);
        request.Fault = faults.Next(operation);
        FaultPlan plan = request.Fault?.Plan ?? FaultPlan.Nothing;
        var body = new RequestBody(context.Request.Body, plan, request, changes, settings.TimeProvider);
        try
        {
            await AnswerAsync(new Exchange(context, path, query, request, plan, body)).ConfigureAwait(false);
            Log.Answered(logger, operation, path, request.Status, request.BytesRead);
        }
        catch (ConnectionDroppedException)
        {
            context.Abort();
            Log.Dropped(logger, operation, path, request.BytesRead, request.Fault);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionResetException or BadHttpRequestException)
        {
            context.Abort();
            Log.ClientGone(logger, operation, path, request.BytesRead);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, operation, path);
            await FailAsync(context, request).ConfigureAwait(false);
        }

        changes.Set();
    }

    /// <summary>A full disk, say, is answered like a storage in trouble.</summary>
    private async Task FailAsync(HttpContext context, ReceivedRequest request)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        request.Status = StatusCodes.Status500InternalServerError;
        EmulatorResponse answer = ApiErrors.For(request.Operation, calls.Dialect, StatusCodes.Status500InternalServerError, code: null);
        await _writer.WriteAsync(context, answer, FaultPlan.Nothing, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        FaultPlan plan = exchange.Plan;
        if (plan.ResetBeforeBody)
        {
            throw new ConnectionDroppedException();
        }

        EmulatorResponse answer = plan.Response is null || plan.AfterStoring
            ? await calls.HandleAsync(exchange).ConfigureAwait(false)
            : await RefuseAsync(exchange).ConfigureAwait(false);
        if (plan is { Response: not null, AfterStoring: true } && answer.IsSuccess)
        {
            answer = plan.Response(exchange.Request.Operation, calls.Dialect);
        }

        if (exchange.Request.Violation is { } violation)
        {
            Log.Violated(logger, exchange.Request.Operation, exchange.Path, violation);
        }

        if (plan.Delay > TimeSpan.Zero)
        {
            await Task.Delay(plan.Delay, settings.TimeProvider, exchange.Aborted).ConfigureAwait(false);
        }

        if (plan.LosesResponse)
        {
            throw new ConnectionDroppedException();
        }

        exchange.Request.Status = answer.Status;
        await _writer.WriteAsync(exchange.Context, plan.Change(answer), plan, exchange.Aborted).ConfigureAwait(false);
    }

    private async Task<EmulatorResponse> RefuseAsync(Exchange exchange)
    {
        if (!exchange.Plan.SkipsBody)
        {
            await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
        }

        return exchange.Plan.Response!(exchange.Request.Operation, calls.Dialect);
    }
}
