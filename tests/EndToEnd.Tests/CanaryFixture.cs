using AsyncCrawler.TestKit;

// Any connection to the canary, from whichever test, fails the run.
[assembly: AssemblyFixture(typeof(Canary))]
