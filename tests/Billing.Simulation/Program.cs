using Billing.Simulation;
using Xunit.MicrosoftTestingPlatform;

if (args.Length > 0 && args[0] == "model") return await Billing.Simulation.Model.ModelRun.Command(args);

if (args.Length > 0 && args[0] == Billing.Simulation.Plans.KillRuns.Word)
    return await Billing.Simulation.Plans.KillRuns.Command(args);

if (args.Length > 0 && args[0] == Billing.Simulation.CrashPoints.CrashConsole.Word)
    return Billing.Simulation.CrashPoints.CrashConsole.Run(args, TextWriter.Synchronized(Console.Out));

// With these arguments it is a console of its own, else the test program.
if (SimulatorConsole.Understands(args)) return SimulatorConsole.Run(args, Console.Out);
return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
