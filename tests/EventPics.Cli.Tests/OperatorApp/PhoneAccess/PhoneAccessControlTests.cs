using EventPics.Cli.OperatorApp.PhoneAccess;

namespace EventPics.Cli.Tests.OperatorApp.PhoneAccess;

public sealed class PhoneAccessControlTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PhoneAccessControl _control;

    public PhoneAccessControlTests() => _control = new PhoneAccessControl(new PhoneAccessStore(_folder.Path), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _control.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_request_that_arrives_with_a_new_PIN_does_not_outlive_its_session()
    {
        _control.SwitchOn();
        for (var i = 0; i < 300; i++)
        {
            var (_, cookie) = _control.SignIn(null, "192.168.0.7", _control.Settings.Pin);
            using var start = new Barrier(2);
            var change = Task.Run(
                () =>
                {
                    start.SignalAndWait(Token);
                    _control.ChangePin();
                },
                Token);
            start.SignalAndWait(Token);
            PhoneSession? last = null;
            while (_control.FindSession(cookie) is { } session)
            {
                last = session;
            }

            await change;
            Assert.True(last?.Ended.IsCancellationRequested ?? true);
        }
    }
}
