using EventPics.Cli.Internal;

return await Tool.RunAsync(args).ConfigureAwait(false);
