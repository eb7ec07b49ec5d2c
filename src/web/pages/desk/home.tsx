const Home = () => <p>…</p>
export default Home
