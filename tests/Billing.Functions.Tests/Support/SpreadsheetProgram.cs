using System.Diagnostics;

namespace Billing.Functions.Tests.Support;

/// <summary>LibreOffice without a screen; tests that need it are skipped where it is not installed.</summary>
public static class SpreadsheetProgram
{
    private const string Path = "/usr/bin/soffice";

    /// <summary>Comma, quotes, UTF-8, numbers with all their digits, every sheet in a file of its own.</summary>
    private const string Csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The sheets of a workbook by name, as lines of comma-separated values.</summary>
    public static async Task<Dictionary<string, string[]>> Convert(byte[] workbook)
    {
        Assert.SkipUnless(File.Exists(Path), "LibreOffice is not installed");
        var folder = Directory.CreateTempSubdirectory("sheets");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "book.xlsx");
            await File.WriteAllBytesAsync(file, workbook);
            await Run(folder.FullName, file);
            return folder.GetFiles("book-*.csv").ToDictionary(
                it => System.IO.Path.GetFileNameWithoutExtension(it.Name)["book-".Length..],
                it => File.ReadAllLines(it.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Run(string folder, string file)
    {
        using var stop = new CancellationTokenSource(Patience);
        string[] arguments =
        [
            $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", Csv, "--outdir", folder,
            file,
        ];
        using var program = Process.Start(new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await program.WaitForExitAsync(stop.Token);
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
        }
    }
}
