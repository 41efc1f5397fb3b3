using EventPics.Cli;


return await App.RunAsync(args).ConfigureAwait(false);
