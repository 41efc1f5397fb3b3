using System.Diagnostics;

namespace EventPics.Internal;

/// <summary>An activity whose listeners can't make a call fail, whatever they throw.</summary>
internal readonly struct SafeActivity : IDisposable
{
    private SafeActivity(Activity? activity) => Activity = activity;

    public Activity? Activity { get; }

    public static SafeActivity Start(string name, ActivityKind kind = ActivityKind.Internal)
    {
        var current = Activity.Current;
        try
        {
            return new(Diagnostics.Activities.StartActivity(name, kind));
        }
        catch (Exception)
        {
            Activity.Current = current;
            return default;
        }
    }

    public void Dispose()
    {
        try
        {
            Activity?.Dispose();
        }
        catch (Exception)
        {
            Activity.Current = Activity!.Parent;
        }
    }
}
