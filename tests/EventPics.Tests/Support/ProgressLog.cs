namespace EventPics.Tests.Support;

/// <summary>Records every progress report in order; <see cref="Progress{T}"/> would post them to other threads.</summary>
internal sealed class ProgressLog(Action<UploadProgress>? then = null) : IProgress<UploadProgress>
{
    private readonly List<UploadProgress> _reports = [];

    public IReadOnlyList<UploadProgress> Reports
    {
        get
        {
            lock (_reports)
            {
                return [.. _reports];
            }
        }
    }

    public void Report(UploadProgress value)
    {
        lock (_reports)
        {
            _reports.Add(value);
        }

        then?.Invoke(value);
    }
}
