using System.Xml.Linq;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Tests.Platform;

public class ScheduledTaskTests
{
    [Fact]
    public void A_task_runs_at_the_users_logon_and_again_after_a_failure()
    {
        string[] command = [@"C:\EventPics & Co\eventpics.exe", "run", "--data-dir", @"C:\Box 1"];

        var task = XElement.Parse(ScheduledTask.Define(command, "<EventPics>", @"PC\Jana"));

        Assert.Equal(@"C:\EventPics & Co\eventpics.exe", Find("Command"));
        Assert.Equal(@"run --data-dir ""C:\Box 1""", Find("Arguments"));
        Assert.Equal([@"PC\Jana", @"PC\Jana"], task.Descendants().Where(e => e.Name.LocalName == "UserId").Select(e => e.Value));
        Assert.Equal(("InteractiveToken", "PT1M", "PT0S"), (Find("LogonType"), Find("Interval"), Find("ExecutionTimeLimit")));
        Assert.Equal("<EventPics>", Find("Description"));

        string Find(string name) => Assert.Single(task.Descendants(), e => e.Name.LocalName == name).Value;
    }
}
