using System.Text;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>
/// Splits a command line into words as a shell does in plain cases: double or single quotes keep spaces, and no other character is special.
/// </summary>
internal static class CommandLineSplitter
{
    public static List<string> Split(string commandLine)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char? quote = null;
        foreach (var c in commandLine)
        {
            if (quote is not null ? c == quote : c is '"' or '\'')
            {
                quote = quote is null ? c : null;
                word ??= new StringBuilder();
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                Finish();
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        Finish();
        return words;

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
