using EventPics;
using EventPics.Dashboard;
using EventPics.Queue;
using Microsoft.AspNetCore.DataProtection;
using WebBooth;
using WebBooth.Photos;
using WebBooth.Web;

var builder = WebApplication.CreateBuilder(args);
await using var emulator = await LocalService.StartIfNothingIsSetAsync(builder);

var folder = Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Booth:Folder"] ?? "data");
builder.Services.AddOptions<BoothOptions>().BindConfiguration("Booth").ValidateDataAnnotations().ValidateOnStart();
builder.Services
    .AddEventPics()
    .AddUploadQueue(queue =>
    {
        queue.Folder = Path.Combine(folder, "queue");
        queue.MaxWaitingBytes = builder.Configuration.GetValue("Booth:MaxWaitingGigabytes", 20) * 1_000_000_000L;
        queue.SourceFilesNeverChange = true; // PhotoIntake writes a file once, so that the queue can link it instead of copying it
    });
builder.Services.AddHealthChecks().AddEventPicsUploadQueue();

builder.Services.AddSingleton<PhotoIntake>();
builder.Services.AddSingleton<PhotoChanges>();
builder.Services.AddExceptionHandler<EventPicsExceptionHandler>();
builder.Services.AddProblemDetails();
builder.Services.AddOutputCache();
builder.Services.AddAntiforgery();
builder.Services.AddUploadRateLimit();
builder.Services.AddStreamLimit();
builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys"))); // open pages survive a restart
builder.AddTelemetry();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseSecurityHeaders();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseRateLimiter();
app.UseOutputCache();
app.MapHealthChecks("/healthz");
app.MapBooth();
app.MapPhotos();

#region dashboard
app.MapEventPicsDashboard("/staff", dashboard => dashboard.Title = "Photo booth");
#endregion

app.MapGet("/guests", () => Results.LocalRedirect("~/guests.html"));
app.Lifetime.ApplicationStarted.Register(() => Announcement.Log(app, emulator));
await app.RunAsync();
