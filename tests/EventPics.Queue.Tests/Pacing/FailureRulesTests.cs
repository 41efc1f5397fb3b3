using System.Globalization;
using System.Net;
using System.Text;
using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Pacing;

public sealed class FailureRulesTests
{
    private static readonly int?[] Statuses = [null, 200, 302, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 411, 412, 413, 415, 417, 422, 425, 429, 500, 501, 502, 503, 504, 507, 511];

    /// <summary>Every error with every status, written down, so that a change of one rule shows as a change of its lines.</summary>
    [Fact]
    public void F026_F055_Every_error_and_status_has_its_scope()
    {
        StringBuilder table = new();
        foreach (var error in Enum.GetValues<EventPicsError>())
        {
            table.Append(Lines("link", error, status => FailureRules.ForLink(error, status)));
            table.Append(Lines("put", error, status => FailureRules.ForPut(error, status, sentBefore: false)));
            table.Append(Lines("put again after all was sent", error, status => FailureRules.ForPut(error, status, sentBefore: true)));
        }

        if (Environment.GetEnvironmentVariable("EVENTPICS_APPROVE") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, "FailureRules.approved.txt"), table.ToString());
        }

        var expected = Path.Combine(AppContext.BaseDirectory, "FailureRules.approved.txt");
        Assert.Equal(File.Exists(expected) ? File.ReadAllText(expected).ReplaceLineEndings("\n") : "", table.ToString(), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(EventPicsError.InvalidRequest, 400)] // F026
    [InlineData(EventPicsError.InvalidRequest, 415)] // F031
    [InlineData(EventPicsError.PayloadTooLarge, 413)] // F031
    public void F026_F031_What_is_wrong_with_the_picture_sets_it_aside(EventPicsError error, int status) =>
        Assert.Equal(new FailureVerdict(FailureScope.Photo, FailureAction.SetAside), FailureRules.ForLink(error, (HttpStatusCode)status));

    [Theory]
    [InlineData(EventPicsError.ApiKeyRejected, 401, "Account")] // F027
    [InlineData(EventPicsError.ApiKeyRejected, 403, "Account")]
    [InlineData(EventPicsError.NotFound, 404, "Event")] // F028
    [InlineData(EventPicsError.NotFound, 410, "Event")] // F030
    [InlineData(EventPicsError.InvalidRequest, 402, "Event")] // F029
    [InlineData(EventPicsError.InvalidRequest, 409, "Event")]
    [InlineData(EventPicsError.RateLimited, 429, "Account")] // F032
    [InlineData(EventPicsError.ServerError, 503, "Network")] // F034
    [InlineData(EventPicsError.UnexpectedResponse, 200, "Event")] // F036
    [InlineData(EventPicsError.CaptivePortal, 302, "Network")] // F017
    [InlineData(EventPicsError.UntrustedConnection, null, "Network")] // F005
    [InlineData(EventPicsError.Network, null, "Network")] // F001
    public void F027_F036_What_is_wrong_elsewhere_never_costs_a_picture(EventPicsError error, int? status, string scope)
    {
        var verdict = FailureRules.ForLink(error, (HttpStatusCode?)status);

        Assert.Equal((scope, FailureAction.Retry), (verdict.Scope.ToString(), verdict.Action));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public void F050_What_is_there_already_is_ours_only_when_all_of_it_was_sent_before(int status)
    {
        Assert.Equal(FailureAction.AlreadyThere, FailureRules.ForPut(EventPicsError.UploadRejected, (HttpStatusCode)status, sentBefore: true).Action);
        Assert.Equal(FailureAction.FreshLink, FailureRules.ForPut(EventPicsError.UploadRejected, (HttpStatusCode)status, sentBefore: false).Action);
    }

    [Fact]
    public void No_transient_cause_sets_a_picture_aside()
    {
        EventPicsError[] transient =
        [
            EventPicsError.Network, EventPicsError.Timeout, EventPicsError.Stalled, EventPicsError.ServerError, EventPicsError.RateLimited, EventPicsError.CaptivePortal,
            EventPicsError.UntrustedConnection, EventPicsError.ApiKeyRejected, EventPicsError.NotFound, EventPicsError.UnexpectedResponse,
        ];
        foreach (var error in transient)
        {
            Assert.All(Statuses, status => Assert.NotEqual(FailureAction.SetAside, FailureRules.ForLink(error, (HttpStatusCode?)status).Action));
        }
    }

    private static string Lines(string phase, EventPicsError error, Func<HttpStatusCode?, FailureVerdict> classify) => string.Concat(
        Statuses.GroupBy(status => classify((HttpStatusCode?)status)).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{error} on {phase}: {group.Key.Scope}, {group.Key.Action}{(group.Key.Threshold > 1 ? $", {group.Key.Threshold} in a row" : "")} <- {string.Join(' ', group.Select(status => status?.ToString(CultureInfo.InvariantCulture) ?? "none"))}\n")));
}
