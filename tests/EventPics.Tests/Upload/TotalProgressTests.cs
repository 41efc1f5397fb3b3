using EventPics.Internal.Upload;

namespace EventPics.Tests.Upload;

public sealed class TotalProgressTests
{
    [Fact]
    public void The_sum_never_decreases_when_an_attempt_starts_over()
    {
        var reports = new ProgressLog();
        var total = new TotalProgress(reports);
        var first = total.Add(TestClient.Request(10));
        first.Report(new UploadProgress(8, 10, 1));
        var second = total.Add(TestClient.Request(20));

        first.Report(new UploadProgress(0, 10, 2));
        first.Report(new UploadProgress(4, 10, 2));
        first.Report(new UploadProgress(9, 10, 2));
        second.Complete();

        Assert.Equal(
            [(8L, 10L), (8L, 30L), (9L, 30L), (29L, 30L)], reports.Reports.Select(report => (report.BytesSent, report.TotalBytes)));
        Assert.All(reports.Reports, report => Assert.Equal(0, report.Attempt));
    }
}
