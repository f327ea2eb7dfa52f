using Billing.Simulation;
using Xunit.MicrosoftTestingPlatform;

if (args.Length > 0 && args[0] == "model") return await Billing.Simulation.Model.ModelRun.Command(args);

// With these arguments it is a console of its own, else the test program.
if (SimulatorConsole.Understands(args)) return SimulatorConsole.Run(args, Console.Out);
return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
