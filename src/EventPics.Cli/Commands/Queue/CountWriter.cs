using EventPics.Cli.Context;

namespace EventPics.Cli.Commands.Queue;

/// <summary>Writes how many photos a command changed.</summary>
internal static class CountWriter
{
    public static void Write(CommandContext context, string type, int count, string text)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new CountLine(type, count));
        }
        else
        {
            context.Out.WriteLine(text);
        }
    }
}
