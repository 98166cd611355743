using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>The browser named by <c>ECI_TEST_CHROMIUM</c>, or where Debian installs it.</summary>
public static class Chromium
{
    private const string Installed = "/usr/bin/chromium";

    /// <summary>Path of its program; ends the running test as ignored where there is none.</summary>
    public static string Require()
    {
        var program = TestSettings.Chromium ?? Installed;
        if (!File.Exists(program))
            Assert.Ignore($"No Chromium: install it, or set {TestSettings.ChromiumKey} to its program.");
        return program;
    }
}
